using System.Globalization;
using AfterSales.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestMethodOrderer(typeof(OrderOfTests))]

namespace AfterSales.Tests;

/// <summary>
/// The tests of a class in the order of their names, wherever the tree was cloned: xunit's own order differs from folder to folder. A number in
/// <c>AFTERSALES_TEST_ORDER</c> shuffles them, which finds a test that leans on another.
/// </summary>
public sealed class OrderOfTests : ITestMethodOrderer
{
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods) where TTestMethod : notnull, ITestMethod
    {
        var inOrder = testMethods.OrderBy(method => method?.MethodName, StringComparer.Ordinal).ToArray();
        if (int.TryParse(Environment.GetEnvironmentVariable("AFTERSALES_TEST_ORDER"), CultureInfo.InvariantCulture, out var seed)) new Random(seed).Shuffle(inOrder);
        return inOrder;
    }
}
