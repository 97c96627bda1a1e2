"""The text face, Literata (SIL Open Font Licence 1.1), cut to the characters that the edition sets in it."""
