"""What the first letter of a rule's code stands for."""

SUBJECTS = {
    "A": "Anchors",
    "B": "MkDocs",
    "C": "Collation",
    "D": "Descriptions",
    "F": "Other formats",
    "G": "The editor's facts",
    "H": "The rendered text",
    "K": "Markdown",
    "L": "Links",
    "M": "Citation markers",
    "N": "Editor's notes",
    "P": "Permanence",
    "R": "References",
    "S": "The finished site",
    "T": "Characters",
    "W": "Waivers",
    "X": "Files and pages",
}
