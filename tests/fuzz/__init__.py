"""Whatever reads what strangers write, given any bytes: by hypothesis in `make test`, by atheris in `make fuzz`.

`targets` are what is fuzzed; each takes bytes and raises only where something is wrong. `python -m tests.fuzz TARGET`
lets atheris, which sees what code its bytes reach, look for such bytes.
"""
