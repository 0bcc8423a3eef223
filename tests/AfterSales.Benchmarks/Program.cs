using AfterSales.Benchmarks;

return args switch
{
    ["save", .. var rest] => await SaveBenchmark.Run(rest),
    ["search", .. var rest] => await SearchBenchmark.Run(rest),
    ["figures", .. var rest] => await FigureBenchmark.Run(rest),
    ["import", .. var rest] => await ImportBenchmark.Run(rest),
    [MeasuredService.Command, .. var settings] => await MeasuredService.Serve(settings),
    ["startup", .. var rest] => await StartupBenchmark.Run(rest),
    ["empty-app", .. var rest] => await EmptyApp.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    System.Console.Error.WriteLine("""
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- save [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- search [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- figures [<number of tickets, else a million>] [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- import [--killed] [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- startup "<command>" <url> ["<command to compare with>" <url>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- empty-app --urls <url>
        """);
    return 1;
}
