/** Stand-in. */
package org.throughtime.sweep.answers;
