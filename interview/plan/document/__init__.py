"""From the plan to the document."""
