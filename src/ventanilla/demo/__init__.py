"""The demo office: Tijuana on 5 December 2018, from the public record, with people who were made up for it."""
