"""What is tried of each object: its pools, how a valid document is put together, how its relations are broken."""
