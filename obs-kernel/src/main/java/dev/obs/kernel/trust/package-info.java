/// Checks that only this user and root can change a file or folder: owner, mode, links, and the
/// folders above. The spool and the plugins use the same check.
///
/// Invariants: nobody who could exchange a name between its check and its use passes the check of
/// the folder. An untrusted file is refused with the reason and the remedy.
package dev.obs.kernel.trust;
