from reader.store.library import Library as Library
