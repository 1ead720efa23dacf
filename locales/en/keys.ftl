# What “aimarketing keys”, “aimarketing ledger” and the doctor say of keys.
keys-going-on = { $count ->
    [one] { $count } key wrapped anew so far
   *[other] { $count } keys wrapped anew so far
}
keys-rotated = Everything is wrapped with { $kek } now: { $wrapped } anew, { $verified } opened with it to make sure.
keys-old = { $kek } is not used any more. Take it away once no backup of the database from before today is kept: what was sealed then opens with it only.
keys-none-newer = Nothing was to be done: there is no newer key. Put one where { $setting } says, then run this again.
keys-broken = The key { $id } cannot be opened, and neither can what it sealed: that account has to be connected again.
ledger-rows = Uses: { $rows }. Accounts with uses: { $chains }.
ledger-gap = Row { $number } of account { $connection } ({ $id }): rows before it are missing.
ledger-order = Row { $number } of account { $connection } ({ $id }) does not follow the row before it.
ledger-changed = Row { $number } of account { $connection } ({ $id }) was changed.
ledger-key-lost = The ledger’s own key is gone: nobody can tell any more whether its rows are as they were written.
ledger-same = All that the given line stands for is still there, unchanged.
ledger-other = What the given line stands for is not all there any more: rows were taken away, added or changed, or a workspace was closed since.
ledger-no-head = That is not a line that this command printed.
ledger-head = Keep this line elsewhere, to compare it later (--head): { $head }
doctor-keys = the tokens’ keys are wrapped with { $kek } (fingerprint { $mark })
doctor-keys-none = one will be made at the next start
doctor-keys-mixed = also in use is { $kek }, for { $count ->
    [one] { $count } key
   *[other] { $count } keys
}: “aimarketing keys rotate” moves what is left
