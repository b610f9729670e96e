"""The forecast: possible futures of a line, from a model that is data. A library: it knows no Django and no database."""
