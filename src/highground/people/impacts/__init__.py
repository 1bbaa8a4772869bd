"""Who is hit and who is displaced: the impact kernel, average annual and probable maximum displacement, return, counting."""
