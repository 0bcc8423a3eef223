using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Records;

/// <summary>Tells a failure of what we stand on, or what another host can answer, after which asking again makes sense, from a mistake of our own.</summary>
internal static class Infrastructure
{
    public static bool Failed(Exception failure) => failure is DbException or TimeoutException or OrleansException or IOException
        or DbUpdateException or NewerStateException || (failure.InnerException is { } inner && Failed(inner));
}
