"""Step 3: what a text claims: rules, classifier, status, counts, places."""
