"""What screens are made of; a widget never calls the library."""
