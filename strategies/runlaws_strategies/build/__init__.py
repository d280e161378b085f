"""Cases made out of choices: pure, and without Hypothesis."""
