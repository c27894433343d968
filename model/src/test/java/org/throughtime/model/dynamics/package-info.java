/** Tests of the instruments, on maps and networks whose dynamics are known. */
package org.throughtime.model.dynamics;
