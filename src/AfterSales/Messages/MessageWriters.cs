using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Channels;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Messages.Rules;
using AfterSales.Policies;
using AfterSales.Records;

namespace AfterSales.Messages;

/// <summary>Who reads a message, and from whom it comes.</summary>
/// <param name="Language">One of <see cref="WordList.Languages"/>.</param>
/// <param name="Branch">The branch's name.</param>
/// <param name="Calendar">The branch's: days are those of its clock.</param>
/// <param name="Policies">The branch's: what messages say.</param>
public sealed record Addressee(string Name, string Language, string Branch, WorkingCalendar Calendar, PoliciesInForce Policies);

/// <summary>A message in the customer's language.</summary>
/// <param name="Subject">One line; it stands in the contact register, so no secret stands in it.</param>
/// <param name="Text">Plain text; lines are divided by line feeds.</param>
public sealed record WrittenMessage(string Subject, string Text)
{
    /// <summary>No secret stands in it: the contact register keeps it as it was written.</summary>
    public bool IsKept { get; init; }

    /// <summary>What the contact register says of it.</summary>
    public string ForTheRegister => IsKept ? $"{Subject}\n\n{Text}" : Subject;
}

/// <summary>Writes the messages of one capability; whoever has messages sent has one.</summary>
public interface IWriteMessages
{
    bool Writes(MessageKind kind);

    /// <summary>Null where what it is for is over: then it is not sent.</summary>
    /// <param name="addressOf">Makes of a path below the service what a customer can follow.</param>
    Task<WrittenMessage?> Write(OutboundMessage message, Addressee to, Func<string, string> addressOf);
}

/// <summary>A message as it would go out now.</summary>
public sealed record PreparedMessage(WrittenMessage Written, Addressee To, Customer Customer);

/// <summary>Writes a message when it is sent or looked at, so that neither its words nor a link in it are kept.</summary>
public sealed class MessageWriters(
    IEnumerable<IWriteMessages> writers, MailChannel mail, CustomerFiles customers, ReferenceCache<IBranchGrain, Branch> branches,
    EffectivePolicies policies)
{
    private static readonly WordList PlainSubjects = new("AfterSales.Messages.PlainSubjects");

    /// <summary>Null where there is nothing to be sent any more.</summary>
    public async Task<PreparedMessage?> Prepare(OutboundMessage message)
    {
        if (await customers.Find(message.CustomerId, Caller.System) is not { } customer) return null;
        var branch = await branches.Get(message.BranchId) ?? throw new TimeoutException($"Branch {message.BranchId} of {message.Id} could not be read.");
        var to = new Addressee(customer.Details.Name, ReaderLanguage.Best([customer.Details.Language]), branch.Name, branch.Calendar, await policies.At(branch.Id));
        return await writers.First(writer => writer.Writes(message.MessageKind)).Write(message, to, mail.AddressOf) is { } written
            ? new PreparedMessage(written, to, customer)
            : null;
    }

    /// <summary>What a message that has gone out said, as the contact register has it: plainly, where it can't be written any more.</summary>
    public async Task<string> TitleOf(OutboundMessage message) => await Prepare(message) is { } prepared
        ? prepared.Written.ForTheRegister
        : PlainSubjects.Get(message.MessageKind.ToString(), ReaderLanguage.Best([(await customers.Find(message.CustomerId, Caller.System))?.Details.Language]));
}
