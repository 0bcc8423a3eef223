namespace AfterSales.Tests.Architecture.Fixtures.Pure;

internal interface IGadgetGrain : IGrainWithStringKey
{
    Task Turn();
}
