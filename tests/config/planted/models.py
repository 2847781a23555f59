from django.db import models


class Note(models.Model):
    words = models.TextField()
