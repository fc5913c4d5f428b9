"""What every request passes on its way in: each module looks at one thing and refuses what is wrong in it."""
