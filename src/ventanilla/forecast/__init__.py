"""The forecast: possible futures of a line, and how good such forecasts have been. A library: no Django, no database."""
