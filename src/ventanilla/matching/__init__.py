"""Pure libraries that match people to records, beds and jobs: no database, no Django."""
