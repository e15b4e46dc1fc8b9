from reader.tui.reading.jumps import JumpList as JumpList
from reader.tui.reading.jumps import Marks as Marks
from reader.tui.reading.jumps import Spot as Spot
from reader.tui.reading.shelf import Shelf as Shelf
