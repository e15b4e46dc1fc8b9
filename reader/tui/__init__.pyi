from reader.tui.gathering import Gathering as Gathering
from reader.tui.saver import Saver as Saver
from reader.tui.tallies import Tallies as Tallies
