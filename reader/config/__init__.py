"""The settings: one frozen value, read from a file that people write by hand."""

from reader.config.file import RULES as RULES
from reader.config.file import KeyCheck as KeyCheck
from reader.config.file import default_path as default_path
from reader.config.file import load as load
from reader.config.file import parse as parse
from reader.config.settings import Config as Config
from reader.config.settings import Keys as Keys
