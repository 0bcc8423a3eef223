using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>Photos and other files that hang on a customer's records of a kind and may show him or his home. Rows with the columns <c>Id</c> and <c>CustomerId</c>.</summary>
internal sealed class FilesOnRecords<TState, TRow> : IHoldPersons
    where TState : class, IRecordState<TState>
    where TRow : class
{
    public string Kind => TState.Kind;

    public IQueryable<string> Of(AfterSalesDb db, IReadOnlyCollection<string> customerIds) =>
        from row in db.Set<TRow>()
        where customerIds.Contains(EF.Property<string>(row, "CustomerId"))
            && db.Set<StoredFileRow>().Any(file => file.Owner == EF.Property<string>(row, "Id") && file.IsClaimed)
        select EF.Property<string>(row, "Id");

    /// <summary>Files have no term of their own: they go with the person.</summary>
    public IQueryable<string> Before(AfterSalesDb db, DateOnly day) => db.Set<TRow>().Where(row => false).Select(row => EF.Property<string>(row, "Id"));
}
