"""What reading is made of, without Textual: the page, the cursor, the finder, the letters, the jumps."""
