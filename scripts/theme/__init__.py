"""What Material's frame needs to be strict, valid and light."""
