"""What is drawn and listed from the editor’s facts: timeline, map, dimensions, glossary, concordance."""
