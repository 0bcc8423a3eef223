using AfterSales.Benchmarks;

var workloads = new (string Name, Func<ResultTable, Effort, Task> Run)[]
{
    ("w1", TicketBenchmarks.Registering),
    ("w2", TicketBenchmarks.Reading),
    ("w3", TicketBenchmarks.Changing),
    ("w4", ListBenchmark.Run),
    ("w5", FigureBenchmark.Month),
    ("w6", ReminderBenchmarks.Waiting),
    ("w7", ReminderBenchmarks.Due),
    ("w8", StartAndMemory.Run),
    ("w9", ReminderBenchmarks.RunningOut),
    ("w10", ProposalBenchmark.Run),
    ("w11", ConsoleBenchmark.Run),
};

return args switch
{
    ["save", .. var rest] => await SaveBenchmark.Run(rest),
    ["search", .. var rest] => await SearchBenchmark.Run(rest),
    ["figures", .. var rest] => await FigureBenchmark.Run(rest),
    ["import", .. var rest] => await ImportBenchmark.Run(rest),
    ["all", .. var rest] => await Table(workloads, rest),
    [var name, .. var rest] when workloads.Any(workload => workload.Name == name) => await Table([.. workloads.Where(workload => workload.Name == name)], rest),
    [MeasuredService.Command, .. var settings] => await MeasuredService.Serve(settings),
    [Driver.Command] => await Driver.Serve(),
    [PlainApp.Command, .. var settings] => await PlainApp.Serve(settings),
    ["startup", .. var rest] => await StartupBenchmark.Run(rest),
    [EmptyApp.Command, .. var rest] => await EmptyApp.Run(rest),
    [EmptyPage.Command, var url, var published] => await EmptyPage.Run(url, published),
    _ => Usage(),
};

async Task<int> Table((string Name, Func<ResultTable, Effort, Task> Run)[] asked, string[] rest)
{
    var (table, effort) = (new ResultTable(), Effort.Of(rest));
    foreach (var workload in asked) await workload.Run(table, effort);
    await table.Show($"dotnet run -c Release --project tests/AfterSales.Benchmarks -- {args[0]}{(rest.Contains(Effort.Trial) ? $" {Effort.Trial}" : "")}", effort);
    return 0;
}

static int Usage()
{
    System.Console.Error.WriteLine("""
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- all | w1 | … | w11 [--trial] [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- save [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- search [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- figures [<number of tickets, else a million>] [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- import [--killed] [<connection string of a PostgreSQL server>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- startup "<command>" <url> ["<command to compare with>" <url>]
        dotnet run -c Release --project tests/AfterSales.Benchmarks -- empty-app --urls <url>
        """);
    return 1;
}
