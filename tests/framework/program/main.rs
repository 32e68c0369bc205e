//! Says what the applications of the table do, with the framework that this program was built with.

mod table;

use std::env;

#[actix_web::main]
async fn main() {
    match env::args().nth(1).as_deref() {
        Some("check") => println!("{}", table::checked().await),
        _ => {
            for (ask, answer) in table::answers().await {
                println!("{ask}\t{answer}");
            }
        }
    }
}
