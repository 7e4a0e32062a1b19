"""What may be asked: questionnaires, their questions and kinds, and how they are loaded."""
