"""What machines read of the edition: in the heads of its pages, and in files beside them."""
