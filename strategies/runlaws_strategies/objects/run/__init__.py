"""What is tried of the run."""
