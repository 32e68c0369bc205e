//! Origins that change while the server runs: a `static` that policies name with `from(TENANTS)`,
//! or a shared set that a builder takes. Readers look at one whole version of a table and never
//! wait; writers take turns. What an entry may be is said by the rules of `cors-rules`.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwapOption;
use cors_rules::{Issues, Matched, OriginRequirements, OriginSource, OriginTable};

use crate::error::PolicyError;

/// How often a writer lets other threads run before it leaves an old version to the next writer.
const PATIENCE: usize = 16;

/// A set of origins and patterns that can be replaced while the server runs. It is empty at first,
/// and then allows nobody.
///
/// In the program it is a `static` and never a `const`, which would be another set at each place that
/// names it; the compiler refuses one in `from(...)` (E0493, "destructor cannot be evaluated").
///
/// ```
/// use cors_runtime::OriginSet;
///
/// static TENANTS: OriginSet = OriginSet::new();
///
/// TENANTS.replace(["https://a.example", "https://*.b.example"])?;
/// assert!(TENANTS.contains("https://x.b.example"));
///
/// let refused = TENANTS.replace(["https://c.example", "https://d.example/"]).unwrap_err();
/// let issue = refused.issues().next().unwrap();
/// assert_eq!((issue.code(), issue.place().entry), ("origin_trailing_slash", Some(1)));
/// assert!(TENANTS.contains("https://a.example"), "a refused update changes nothing");
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
///
/// # With credentials
/// A policy with `credentials` allows no origin without TLS, no network, no wildcard over a public
/// suffix and no pattern for every extension of a browser, unless it says `dangerous(…)`. A set
/// learns of such a policy when the server starts (or when a builder makes the policy), and from
/// then on refuses such entries with the codes `insecure_origin_with_credentials`,
/// `public_suffix_with_credentials` and `any_extension_with_credentials`; if it holds some already,
/// the server does not start. Independently of that, every lookup for such a policy passes over
/// them.
pub struct OriginSet {
    current: ArcSwapOption<OriginTable>,
    writer: Mutex<Writer>,
}

/// What writers share.
struct Writer {
    /// The strictest requirements among the policies that use the set.
    requirements: OriginRequirements,
    /// Old versions that somebody may still be reading. They are freed here, so that no reader has
    /// to.
    retired: Vec<Arc<OriginTable>>,
}

impl OriginSet {
    /// The empty set.
    #[must_use]
    pub const fn new() -> OriginSet {
        OriginSet {
            current: ArcSwapOption::const_empty(),
            writer: Mutex::new(Writer {
                requirements: OriginRequirements::NONE,
                retired: Vec::new(),
            }),
        }
    }

    /// Puts these origins and patterns in place of all others. Repeated entries count once.
    ///
    /// A million entries take some tenths of a second of the calling thread; in a handler, call it
    /// through [`web::block`](actix_web::web::block).
    ///
    /// # Errors
    /// Every bad entry, with its position as `issue.place().entry`, counted from 0: the first
    /// hundred, and [how many more](PolicyError::more). The set is as before.
    pub fn replace<T: AsRef<str>>(
        &self,
        patterns: impl IntoIterator<Item = T>,
    ) -> Result<(), PolicyError> {
        // The long part runs without the lock, so that short changes need not wait for it.
        let requirements = self.writer().requirements;
        let table = OriginTable::read(patterns, requirements).map_err(PolicyError::of_set)?;
        let mut writer = self.writer();
        if writer.requirements != requirements {
            refuse_any(table.violations(writer.requirements))?;
        }
        self.publish(&mut writer, table);
        Ok(())
    }

    /// Says what [`replace`](Self::replace) would say, and changes nothing: for entries that go
    /// into a database first.
    ///
    /// # Errors
    /// Every bad entry, with its position.
    ///
    /// ```
    /// use cors_runtime::OriginSet;
    ///
    /// let set = OriginSet::new();
    /// assert!(set.check(["https://a.example"]).is_ok());
    /// assert!(set.check(["a.example"]).is_err() && set.is_empty());
    /// ```
    pub fn check<T: AsRef<str>>(
        &self,
        patterns: impl IntoIterator<Item = T>,
    ) -> Result<(), PolicyError> {
        let requirements = self.writer().requirements;
        OriginTable::read(patterns, requirements).map(drop).map_err(PolicyError::of_set)
    }

    /// Adds an origin or a pattern; `false` where it was there already.
    ///
    /// A change of one entry in a set of a million takes some tens of microseconds on average; now
    /// and then, a thousand changes are worked into the large table, which takes some hundredths of
    /// a second.
    ///
    /// # Errors
    /// The rule that the entry breaks. The set is as before.
    pub fn insert(&self, pattern: impl AsRef<str>) -> Result<bool, PolicyError> {
        let mut writer = self.writer();
        let mut table = self.copy();
        let inserted = table
            .insert(pattern.as_ref(), writer.requirements)
            .map_err(|issue| PolicyError::of_set(Issues::from(*issue)))?;
        if inserted {
            self.publish(&mut writer, table);
        }
        Ok(inserted)
    }

    /// Removes an entry as it was written; `false` where it was not there. An origin that another
    /// entry covers stays allowed.
    pub fn remove(&self, pattern: impl AsRef<str>) -> bool {
        let mut writer = self.writer();
        let mut table = self.copy();
        let removed = table.remove(pattern.as_ref());
        if removed {
            self.publish(&mut writer, table);
        }
        removed
    }

    /// Whether an entry covers this origin, as a policy without credentials sees it. The value is
    /// compared as a whole: what no browser sends is never covered.
    #[must_use]
    pub fn contains(&self, origin: impl AsRef<[u8]>) -> bool {
        self.find(origin.as_ref(), OriginRequirements::NONE).is_some()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.current.load().as_ref().map_or(0, |table| table.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The set as it is now; later changes do not show in it.
    ///
    /// ```
    /// use cors_runtime::OriginSet;
    ///
    /// let set = OriginSet::new();
    /// set.replace(["https://b.example", "https://a.example"])?;
    /// let before = set.snapshot();
    /// set.replace(["https://c.example"])?;
    /// assert_eq!(before.iter().collect::<Vec<_>>(), ["https://b.example", "https://a.example"]);
    /// # Ok::<(), cors_runtime::PolicyError>(())
    /// ```
    #[must_use]
    pub fn snapshot(&self) -> OriginSnapshot {
        OriginSnapshot { table: self.current.load_full() }
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        // Nothing is ever left half done under the lock: a new version is published whole, or not
        // at all.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A table of the writer's own; the large part is shared with the current version.
    fn copy(&self) -> OriginTable {
        self.current
            .load()
            .as_ref()
            .map_or_else(OriginTable::new, |table| OriginTable::clone(table))
    }

    fn publish(&self, writer: &mut Writer, table: OriginTable) {
        writer.retired.extend(self.current.swap(Some(Arc::new(table))));
        for _ in 0..PATIENCE {
            writer.retired.retain(|old| Arc::strong_count(old) > 1);
            if writer.retired.is_empty() {
                return;
            }
            std::thread::yield_now();
        }
    }
}

fn refuse_any(issues: Issues) -> Result<(), PolicyError> {
    if issues.is_empty() { Ok(()) } else { Err(PolicyError::of_set(issues)) }
}

// Whoever names something else in `from(...)` is told of `OriginSet`, and not of this trait.
#[diagnostic::do_not_recommend]
impl OriginSource for OriginSet {
    fn find(&self, value: &[u8], requirements: OriginRequirements) -> Option<Matched> {
        self.current.load().as_ref()?.find(value, requirements)
    }

    fn bind(&self, requirements: OriginRequirements) -> Issues {
        let mut writer = self.writer();
        writer.requirements = writer.requirements.and(requirements);
        self.violations(requirements)
    }

    fn violations(&self, requirements: OriginRequirements) -> Issues {
        self.current.load().as_ref().map(|table| table.violations(requirements)).unwrap_or_default()
    }

    fn entries(&self) -> Option<Vec<String>> {
        Some(self.snapshot().iter().map(str::to_owned).collect())
    }

    fn describe(&self) -> String {
        String::from("the set of origins")
    }
}

impl Default for OriginSet {
    fn default() -> Self {
        OriginSet::new()
    }
}

impl fmt::Debug for OriginSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OriginSet").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// One version of an [`OriginSet`].
#[derive(Clone, Debug)]
pub struct OriginSnapshot {
    table: Option<Arc<OriginTable>>,
}

impl OriginSnapshot {
    /// The entries as they were written, in the order of insertion.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.table.iter().flat_map(|table| table.iter())
    }

    /// Whether an entry covers this origin; see [`OriginSet::contains`].
    #[must_use]
    pub fn contains(&self, origin: impl AsRef<[u8]>) -> bool {
        let find = |table: &Arc<OriginTable>| table.find(origin.as_ref(), OriginRequirements::NONE);
        self.table.as_ref().and_then(find).is_some()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.as_ref().map_or(0, |table| table.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of memory this version holds, those that it shares with its neighbours
    /// included.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.table.as_ref().map_or(0, |table| table.memory())
    }
}
