using System.Collections.Immutable;
using AfterSales.Customers.Rules;
using AfterSales.Files;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>A customer file, by its key <c>c-…</c>.</summary>
[Alias("ICustomerGrain")]
public interface ICustomerGrain : IRecord<Customer>, IAttachments
{
    const string Prefix = "c-";

    /// <summary>Refused: InputInvalid (neither name nor phone), AlreadyExists.</summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterCustomer> intent);

    /// <summary>Takes the place of the details. Refused: InputInvalid, NotFound.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<CustomerDetails> intent);

    /// <summary>Registers or amends, as an import needs it. Refused: InputInvalid, NotFound (kept by a branch the caller can't see).</summary>
    [Alias("Put")]
    Task<Answer> Put(Intent<RegisterCustomer> intent);

    /// <summary>Adds an address (empty id) or takes the place of one. Refused: InputInvalid, NotFound.</summary>
    [Alias("PutAddress")]
    Task<Answer> PutAddress(Intent<CustomerAddress> intent);

    /// <summary>Refused: NotFound.</summary>
    [Alias("RemoveAddress")]
    Task<Answer> RemoveAddress(Intent<RemovePart> intent);

    /// <summary>Adds a contact (empty id) or takes the place of one. Refused: InputInvalid, NotFound.</summary>
    [Alias("PutContact")]
    Task<Answer> PutContact(Intent<ContactPerson> intent);

    /// <summary>Refused: NotFound, InputInvalid (nobody would be known by the file any more).</summary>
    [Alias("RemoveContact")]
    Task<Answer> RemoveContact(Intent<RemovePart> intent);

    /// <summary>Refused: InputInvalid (no reason).</summary>
    [Alias("ChangeTier")]
    Task<Answer> ChangeTier(Intent<ChangeTier> intent);

    /// <summary>Takes down that the customer allows or refuses to be addressed over a channel.</summary>
    [Alias("SayConsent")]
    Task<Answer> SayConsent(Intent<SayConsent> intent);

    /// <summary>Names the people who look after the customer, or nobody. Refused: InputInvalid.</summary>
    [Alias("NameSupportGroup")]
    Task<Answer> NameSupportGroup(Intent<NameSupportGroup> intent);

    /// <summary>Refused: InputInvalid (empty).</summary>
    [Alias("AddNote")]
    Task<Answer> AddNote(Intent<AddNote> intent);

    /// <summary>Says how often and when next the customer's products are maintained, and what he wishes. Refused: InputInvalid.</summary>
    [Alias("PlanService")]
    Task<Answer> PlanService(Intent<PlanService> intent);

    /// <summary>A service was done: the next one moves on by the cycle. Others tell it by <see cref="TellServiceDone"/>. Refused: InputInvalid (in the future).</summary>
    [Alias("ServiceDone")]
    Task<Answer> ServiceDone(Intent<ServiceDone> intent);

    /// <summary>Plans the next call to the customer, or gives it up. Refused: InputInvalid.</summary>
    [Alias("PlanCall")]
    Task<Answer> PlanCall(Intent<PlanCall> intent);

    /// <summary>Records that the customer is addressed with an offer. Refused: ConsentNotGiven, OfferTooSoon, CustomerIsArchived, InputInvalid.</summary>
    [Alias("MakeOffer")]
    Task<Answer> MakeOffer(Intent<MakeOffer> intent);

    /// <summary>The file is to be made within two days of this occasion. Others tell it by <see cref="OweCustomerFile"/>.</summary>
    [Alias("OweFile")]
    Task<Answer> OweFile(Intent<OweFile> intent);

    /// <summary>An enquiry of this customer is to hear when the file says in whose name it is and where the product stands. Told by <see cref="AwaitCustomerFile"/>.</summary>
    [Alias("AwaitFile")]
    Task<Answer> AwaitFile(Intent<AwaitedEnquiry> intent);

    /// <summary>
    /// Something was begun for the customer. An archived file with open work is taken up again: it was put away in the same moment. Others tell it by
    /// <see cref="TellWorkBegan"/>, or by <see cref="OweCustomerFile"/>.
    /// </summary>
    [Alias("WorkBegan")]
    Task<Answer> WorkBegan(Intent<WorkBegan> intent);

    /// <summary>This file is a duplicate. Refused: CustomerIsMerged (into another). Whether the other one may take it in is asked before.</summary>
    [Alias("Merge")]
    Task<Answer> Merge(Intent<MergeCustomer> intent);

    /// <summary>It was no duplicate after all; what was filed with the other file meanwhile stays there, and is counted. Refused: CustomerIsNotMerged, UnmergeTooLate.</summary>
    [Alias("Unmerge")]
    Task<Answer> Unmerge(Intent<UnmergeCustomer> intent);

    /// <summary>Told by a duplicate's save.</summary>
    [Alias("TakeIn")]
    Task<Answer> TakeIn(Intent<TakeInDuplicate> intent);

    /// <summary>Told by the save of a file that is no duplicate any more.</summary>
    [Alias("LetGo")]
    Task<Answer> LetGo(Intent<LetGoDuplicate> intent);

    /// <summary>Told by the file this one was to be merged into, where that was impossible.</summary>
    [Alias("TakeBack")]
    Task<Answer> TakeBack(Intent<TakeMergeBack> intent);

    /// <summary>
    /// Puts the file away: lists leave it out, new work is refused for it, and so is a change of what stands in it (CustomerIsArchived); what the
    /// customer says of his consent, notes and files are still kept. Refused: CustomerHasOpenWork.
    /// </summary>
    [Alias("Archive")]
    Task<Answer> Archive(Intent<ArchiveCustomer> intent);

    [Alias("Unarchive")]
    Task<Answer> Unarchive(Intent<UnarchiveCustomer> intent);

    /// <summary>Erases what is known of the customer, here and wherever else it stands. Refused: InputInvalid (no reason), CustomerHasOpenWork.</summary>
    [Alias("Erase")]
    Task<Answer> Erase(Intent<EraseCustomer> intent);

    /// <summary>The words of the customer's records are erased. Told by <see cref="EraseWordsOf"/>.</summary>
    [Alias("EraseWords")]
    Task<Answer> EraseWords(Intent<EraseWords> intent);

    /// <summary>Takes down that what is known of the customer is given out. Refused: CustomerIsErased.</summary>
    [Alias("GiveOut")]
    Task<Answer> GiveOut(Intent<GiveOutPersonalData> intent);
}

[GenerateSerializer, Immutable, Alias("RegisterCustomer")]
public sealed record RegisterCustomer([property: Id(0)] string BranchId, [property: Id(1)] CustomerDetails Details);

/// <param name="Id">Of the address or contact.</param>
[GenerateSerializer, Immutable, Alias("RemovePart")]
public sealed record RemovePart([property: Id(0)] string Id);

[GenerateSerializer, Immutable, Alias("ChangeTier")]
public sealed record ChangeTier([property: Id(0)] CustomerTier Tier, [property: Id(1)] string? Reason);

[GenerateSerializer, Immutable, Alias("SayConsent")]
public sealed record SayConsent([property: Id(0)] ConsentChannel Channel, [property: Id(1)] bool IsGiven);

/// <param name="Group">Null takes the group away.</param>
[GenerateSerializer, Immutable, Alias("NameSupportGroup")]
public sealed record NameSupportGroup([property: Id(0)] SupportGroup? Group);

[GenerateSerializer, Immutable, Alias("AddNote")]
public sealed record AddNote([property: Id(0)] string Note);

/// <param name="NextOn">A day at the branch; null with a cycle: one cycle from today.</param>
[GenerateSerializer, Immutable, Alias("PlanService")]
public sealed record PlanService(
    [property: Id(0)] MaintenanceCycle? Cycle, [property: Id(1)] DateOnly? NextOn, [property: Id(2)] ImmutableList<string> Wishes);

/// <param name="On">A day at the branch.</param>
[GenerateSerializer, Immutable, Alias("ServiceDone")]
public sealed record ServiceDone([property: Id(0)] DateOnly On);

/// <param name="At">Null: no call is planned any more.</param>
[GenerateSerializer, Immutable, Alias("PlanCall")]
public sealed record PlanCall([property: Id(0)] string? Topic, [property: Id(1)] DateTimeOffset? At);

/// <param name="Name">Names the campaign or benefit.</param>
[GenerateSerializer, Immutable, Alias("MakeOffer")]
public sealed record MakeOffer([property: Id(0)] string Name, [property: Id(1)] ConsentChannel Channel);

/// <param name="At">Null: now.</param>
/// <param name="Responsible">The account that is to make the file; null: any follow-up agent of the branch.</param>
/// <param name="SoldOn">The day of a sale, at the branch.</param>
[GenerateSerializer, Immutable, Alias("OweFile")]
public sealed record OweFile(
    [property: Id(0)] FileOccasion Occasion,
    [property: Id(1)] DateTimeOffset? At,
    [property: Id(2)] string? Responsible,
    [property: Id(3)] DateOnly? SoldOn = null);

[GenerateSerializer, Immutable, Alias("WorkBegan")]
public sealed record WorkBegan;

[GenerateSerializer, Immutable, Alias("MergeCustomer")]
public sealed record MergeCustomer([property: Id(0)] string Into);

[GenerateSerializer, Immutable, Alias("UnmergeCustomer")]
public sealed record UnmergeCustomer;

[GenerateSerializer, Immutable, Alias("TakeInDuplicate")]
public sealed record TakeInDuplicate(
    [property: Id(0)] string CustomerId, [property: Id(1)] CustomerDetails Details, [property: Id(2)] ServicePlan Service, [property: Id(3)] Consents Consents)
{
    public static TakeInDuplicate Of(Customer duplicate) => new(duplicate.Id, duplicate.Details, duplicate.Service, duplicate.Consents);
}

[GenerateSerializer, Immutable, Alias("LetGoDuplicate")]
public sealed record LetGoDuplicate([property: Id(0)] string CustomerId, [property: Id(1)] ImmutableList<EventCount>? Stayed = null);

[GenerateSerializer, Immutable, Alias("TakeMergeBack")]
public sealed record TakeMergeBack([property: Id(0)] string From);

[GenerateSerializer, Immutable, Alias("ArchiveCustomer")]
public sealed record ArchiveCustomer([property: Id(0)] string? Reason);

[GenerateSerializer, Immutable, Alias("UnarchiveCustomer")]
public sealed record UnarchiveCustomer;

[GenerateSerializer, Immutable, Alias("EraseCustomer")]
public sealed record EraseCustomer([property: Id(0)] string? Reason);

[GenerateSerializer, Immutable, Alias("EraseWords")]
public sealed record EraseWords;

[GenerateSerializer, Immutable, Alias("GiveOutPersonalData")]
public sealed record GiveOutPersonalData;
