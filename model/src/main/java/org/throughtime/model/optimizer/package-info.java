/**
 * The update rules, one class each, with the slots that a rule keeps from one iteration to the
 * next. Depends on {@code cell}, {@code kernel} and {@code flag}. {@code train} uses it.
 */
package org.throughtime.model.optimizer;
