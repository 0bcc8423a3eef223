using AfterSales;
using AfterSales.ClusterTests.Accounts;
using AfterSales.ClusterTests.Storage;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The tests' own program, and what tests start as a second process: one that may be killed.
return args switch
{
    [ChildProcess.SaveUntilKilled, ..] => await ChildProcess.Save(args),
    [OpenIdProvider.Command, ..] => await OpenIdProvider.Serve(),
    [ChildProcess.ServeByAnotherClock, ..] => await ChildProcess.Serve(args),
    [ChildProcess.ApplyLedger, ..] => await ChildProcess.Apply(args),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
