using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Customers;

/// <summary>What is known of a customer, to be handed to him.</summary>
/// <param name="Data">Every record that is filed under him: state, what happened, words and files.</param>
[Secured(Permission.KeepPrivacy)]
public sealed record PersonalData(string CustomerId, JsonElement Data);

/// <summary>What became of the customer's records of one kind. Files that hung on them and signatures are erased of all.</summary>
/// <param name="AreWordsKept">What was repaired, built, agreed and complained of is kept for its term, in words and without a picture.</param>
[SecuredByParent]
public sealed record ErasedRecords(string Kind, int Count, bool AreWordsKept);

/// <summary>A customer who was erased.</summary>
/// <param name="Customer">What is left of his file.</param>
[Name("ErasedCustomer"), Secured(Permission.KeepPrivacy)]
public sealed record ErasedCustomerView(CustomerView Customer, IReadOnlyList<ErasedRecords> Records);

/// <summary>Records that were kept though their term has ended, of one kind.</summary>
[SecuredByParent]
public sealed record KeptRecords(string Kind, KeptBecause Because, int Count);

/// <summary>What was pruned.</summary>
/// <param name="Before">Of records at which nothing has happened since this day.</param>
/// <param name="Persons">Names and numbers in the contact register.</param>
/// <param name="Kept">What was kept though its term has ended, and why.</param>
/// <param name="Next">Where to go on: send it as <c>after</c>. Null: nothing is left.</param>
[Name("Pruned"), Secured(Permission.KeepPrivacy)]
public sealed record PrunedView(DateOnly Before, int Words, int Files, int Persons, IReadOnlyList<KeptRecords> Kept, string? Next);

[Mutations]
public sealed class PrivacyMutations(IGrainFactory grains, CustomerFiles files)
{
    /// <summary>Gives out all that is known of a customer, to be handed to him. That it was given out stands in his file's timeline.</summary>
    [Secured(Permission.KeepPrivacy), Errors(typeof(CustomerIsErased), typeof(CustomerIsMerged))]
    public async Task<Outcome<PersonalData>> GivePersonalData(
        string customerId, PersonalRecords records, Caller caller, CancellationToken cancellation, string? requestId = null)
    {
        if (await files.Find(customerId, caller) is not { } file) return new NotFound(customerId);
        var given = await grains.GetGrain<ICustomerGrain>(file.Id).GiveOut(new(new GiveOutPersonalData(), caller, requestId));
        return given.Refusal is { } refusal ? refusal : new PersonalData(file.Id, await records.Export(file.Id, cancellation));
    }

    /// <summary>
    /// Erases what is known of a customer: his file, his duplicates', the contact register's names, the files and signatures of all his records, and the words of
    /// all but what has to be kept for its term. It can't be taken back. What is open for him is brought to an end first.
    /// </summary>
    [Secured(Permission.KeepPrivacy), Errors(typeof(CustomerHasOpenWork), typeof(CustomerIsMerged))]
    public async Task<Outcome<ErasedCustomerView>> EraseCustomer(
        string customerId, [StringLength(1000)] string reason, PersonalRecords records, Caller caller, CancellationToken cancellation, string? requestId = null)
    {
        if (await files.Find(customerId, caller) is not { } file) return new NotFound(customerId);
        var erased = await grains.Ask(ICustomerGrain.Prefix, file.Id, caller, (ICustomerGrain grain) => grain.Erase(new(new EraseCustomer(reason), caller, requestId)),
            (Func<Customer, int, CustomerView>)CustomerView.Of);
        return erased.IsRefused ? erased.Refusal : new ErasedCustomerView(erased.Result, await records.ByKind(file.Id, cancellation));
    }

    /// <summary>
    /// Erases words, small files and names of records whose term has ended, and says what was kept: as many as a request has time for, then <c>next</c> says where
    /// to go on. Broken off, it may begin anew.
    /// </summary>
    /// <param name="after">The <c>next</c> of the answer before. Left out: from the beginning.</param>
    /// <param name="requestId">Needless here, as a repeat finds nothing more to do; taken because every mutation takes one.</param>
    [Secured(Permission.KeepPrivacy)]
    public async Task<Outcome<PrunedView>> Prune(Pruning pruning, CancellationToken cancellation, [StringLength(200)] string? after = null, string? requestId = null) =>
        await pruning.Run(after, cancellation) is { } pruned
            ? new PrunedView(
                pruned.Before, pruned.Words, pruned.Files, pruned.Persons, [.. pruned.Kept.Select(kept => new KeptRecords(kept.Kind, kept.Because, kept.Count))], pruned.Next)
            : InputInvalid.At("after", "UNKNOWN");
}
