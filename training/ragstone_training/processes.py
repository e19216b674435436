"""What one process does for all that run the same command."""

import torch
from accelerate import PartialState


def processes() -> PartialState:
    """`with processes().main_process_first():` what the main process has made is there when the others come."""
    return PartialState(cpu=not torch.cuda.is_available())
