"""The repository: what is asked of git, and changes that are carried out whole or not at all."""
