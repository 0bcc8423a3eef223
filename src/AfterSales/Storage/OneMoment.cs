using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace AfterSales.Storage;

internal static class OneMoment
{
    /// <summary>Until it is disposed of, all that is read is as it was at one moment. It keeps nobody from writing, and is not for writing.</summary>
    public static Task<IDbContextTransaction> ReadOneMoment(this DatabaseFacade database, CancellationToken cancellation) =>
        // SQLite reads one moment in any transaction; by this name its library begins one that does not make it the writer.
        database.BeginTransactionAsync(database.IsNpgsql() ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted, cancellation);
}
