//! Environment variables of one test: what `origins = env("…")` reads while the test runs, and no
//! other test sees.

use crate::reason::given::{GivenVariable, GivenVariables};

/// A variable of the environment as one test wants it, for as long as this lives.
///
/// Policies that read the variable (`origins = env("APP_ORIGINS")`, and
/// [`origins_from_env`](crate::PolicyBuilder::origins_from_env) where the builder runs) get this value
/// on the thread of the test. The environment of the process is neither changed nor read, so tests
/// that run at the same time do not see each other, although they share the policies of the program.
///
/// ```
/// use actix_web::{App, Responder, get, test};
/// use cors_runtime::cors;
/// use cors_runtime::testing::{Browser, Environment, Fetch};
///
/// #[cors(origins = env("APP_ORIGINS"))]
/// #[get("/notes")]
/// async fn notes() -> impl Responder { "notes" }
///
/// # #[actix_web::main]
/// # async fn main() {
/// let _environment = Environment::set("APP_ORIGINS", "https://app.example");
/// let app = test::init_service(App::new().service(notes)).await;
/// let fetch = || Fetch::get("https://api.example/notes");
/// Browser::new().open("https://app.example").fetch(&app, fetch()).await.assert_readable();
/// Browser::new().open("https://b.example").fetch(&app, fetch()).await.assert_refused_by_policy();
/// # }
/// ```
///
/// Keep it in a variable: `let _ = …` drops it at once. Where a variable is not set and the policy
/// has no default, building the application fails with one error that names the variable and this
/// line. A test that starts threads hands its environment on by
/// [`for_threads`](Self::for_threads). A `LazyLock<Policy>` whose builder reads the environment is
/// built once for all tests of the process, by whichever comes first: build such a policy where the
/// application is built.
#[derive(Debug)]
#[must_use = "the value holds for as long as this is kept: write `let _environment = …`"]
pub struct Environment {
    _given: GivenVariable,
}

impl Environment {
    /// The variable has this value: origins separated by commas, as in the environment itself.
    pub fn set(variable: impl Into<String>, value: impl Into<String>) -> Environment {
        Environment { _given: GivenVariable::new(variable.into(), Some(value.into())) }
    }

    /// The variable is not set, whatever the environment of the process says: policies have their
    /// default.
    ///
    /// ```
    /// use cors_runtime::Policy;
    /// use cors_runtime::testing::Environment;
    ///
    /// let _environment = Environment::unset("PATH");
    /// let policy = Policy::builder().origins_from_env("PATH").build().unwrap_err();
    /// assert_eq!(policy.issues().next().unwrap().code(), "missing_origins");
    /// ```
    pub fn unset(variable: impl Into<String>) -> Environment {
        Environment { _given: GivenVariable::new(variable.into(), None) }
    }

    /// Everything that holds on this thread now, for threads that the test starts: those of a
    /// server, of a runtime.
    ///
    /// ```no_run
    /// use actix_web::{App, HttpServer};
    /// use cors_runtime::testing::Environment;
    ///
    /// let environment = Environment::set("APP_ORIGINS", "https://app.example");
    /// let of_test = environment.for_threads();
    /// let server = HttpServer::new(move || {
    ///     of_test.set_here(); // each worker has a thread of its own
    ///     App::new()
    /// });
    /// # drop(server);
    /// ```
    #[must_use]
    pub fn for_threads(&self) -> ThreadEnvironment {
        ThreadEnvironment { given: GivenVariables::of_thread() }
    }
}

/// The environment of a test, on its way to other threads; see
/// [`Environment::for_threads`].
#[derive(Clone, Debug)]
pub struct ThreadEnvironment {
    given: GivenVariables,
}

impl ThreadEnvironment {
    /// Sets it on the current thread, for as long as the thread lives: for threads that belong to
    /// the test.
    pub fn set_here(&self) {
        self.given.give();
    }
}
