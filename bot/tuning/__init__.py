"""Training the sentence encoder further: seldom, beside Rasa, which brings TensorFlow."""
