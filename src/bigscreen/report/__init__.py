"""Figures as files people take away: tables, spreadsheets."""
