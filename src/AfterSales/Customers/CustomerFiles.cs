using AfterSales.Access;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>Finds the file a customer's key leads to: that of a duplicate leads to the one it was merged into.</summary>
public sealed class CustomerFiles(IGrainFactory grains)
{
    // A chain this long is a mistake.
    private const int MostSteps = 8;

    /// <summary>Null when there is none or the caller may not see it. An archived file is found: whether it will do is for the asker to say.</summary>
    public async Task<Customer?> Find(string id, Caller caller) => (await FindVersioned(id, caller))?.State;

    /// <summary>Do both keys lead to the same file.</summary>
    public async Task<bool> AreOne(string one, string other, Caller caller) =>
        one == other || (await Find(one, caller) is { } file && (await Find(other, caller))?.Id == file.Id);

    /// <inheritdoc cref="Find"/>
    public async Task<Versioned<Customer>?> FindVersioned(string id, Caller caller)
    {
        for (var step = 0; step < MostSteps && RecordKey.IsWellFormed(ICustomerGrain.Prefix, id); step++)
        {
            var file = await grains.GetGrain<ICustomerGrain>(id).ReadVersioned(caller);
            if (file?.State.Merging.Into is not { } into) return file;
            id = into;
        }

        return null;
    }
}
