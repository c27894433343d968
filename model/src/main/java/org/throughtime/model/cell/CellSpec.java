package org.throughtime.model.cell;

/**
 * Which cell, drawn how, and how many units it has.
 *
 * @param model rnn or gru
 * @param init the initialisation, and the activation of an rnn
 * @param nhid H, the number of hidden units
 */
public record CellSpec(CellKind model, Init init, int nhid) {}
