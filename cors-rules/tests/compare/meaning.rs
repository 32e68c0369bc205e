//! What the comparison says, sentence by sentence.
