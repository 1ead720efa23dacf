"""What DESIGN and the README claim about speed, measured: `python -m benchmarks [name ...]`."""
