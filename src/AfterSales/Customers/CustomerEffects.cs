using AfterSales.Access;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>A service of this customer's products was done: the next one moves on by his maintenance cycle.</summary>
/// <param name="On">A day at the branch.</param>
public sealed record TellServiceDone(string CustomerId, DateOnly On) : Effect
{
    public override string Target => CustomerId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        await new CustomerFiles(grains).Find(CustomerId, Caller.System) is { } file
            ? await grains.GetGrain<ICustomerGrain>(file.Id).ServiceDone(context.Intent(new ServiceDone(On)))
            : new Answer(CustomerId, 0);
}

/// <summary>A first intake, sale, visit or consultation of this customer took place: his file is to be made within two days.</summary>
/// <param name="At">Null: when the file hears of it.</param>
/// <param name="Responsible">The account that is to make it; null: who registered him, else any follow-up agent of the branch.</param>
/// <param name="SoldOn">A day at the branch: a sale of an old list owes no file.</param>
public sealed record OweCustomerFile(
    string CustomerId, FileOccasion Occasion, DateTimeOffset? At, string? Responsible, DateOnly? SoldOn = null) : Effect
{
    public override string Target => CustomerId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        await new CustomerFiles(grains).Find(CustomerId, Caller.System) is { } file
            ? await grains.GetGrain<ICustomerGrain>(file.Id).OweFile(context.Intent(new OweFile(Occasion, At, Responsible, SoldOn)))
            : new Answer(CustomerId, 0);
}

/// <summary>This customer made an enquiry, and his file does not yet say all that it has to leave behind: the enquiry is to hear when it does.</summary>
/// <param name="Through">The file that is to hear of it first: his own, or the one that was merged into meanwhile.</param>
public sealed record AwaitCustomerFile(string Through, AwaitedEnquiry Enquiry) : Effect
{
    public override string Target => Through;

    // As the two stand when it arrives: a merging may have been taken back.
    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        await new CustomerFiles(grains).Find(Enquiry.CustomerId, Caller.System) is { } file
            ? await grains.GetGrain<ICustomerGrain>(file.Id).AwaitFile(context.Intent(Enquiry))
            : new Answer(Through, 0);
}

/// <summary>The file says now what this enquiry had to leave behind.</summary>
public sealed record TellEnquiryRecorded(AwaitedEnquiry Enquiry) : Effect
{
    public override string Target => Enquiry.ContactId;

    // Files that were one may be two again: it is his own that has to say it.
    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        if (await new CustomerFiles(grains).Find(Enquiry.CustomerId, Caller.System) is not { } file) return new Answer(Target, 0);
        return CompletenessRules.EnquiryIsRecorded(file)
            ? await grains.GetGrain<IAwaitCustomerFile>(Enquiry.ContactId).EnquiryIsRecorded(context.Intent(new EnquirerKnown(Enquiry.CustomerId)))
            : await grains.GetGrain<ICustomerGrain>(file.Id).AwaitFile(context.Intent(Enquiry));
    }
}

/// <summary>A contract, project or enquiry of this customer was begun: his file is not one that was put away.</summary>
public sealed record TellWorkBegan(string CustomerId) : Effect
{
    public override string Target => CustomerId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        await new CustomerFiles(grains).Find(CustomerId, Caller.System) is { } file
            ? await grains.GetGrain<ICustomerGrain>(file.Id).WorkBegan(context.Intent(new WorkBegan()))
            : new Answer(CustomerId, 0);
}
