"""The commands of dream-engine, a module each. They import torch only when they run."""
