"""Inroad: a personal networking CRM for job seekers."""
