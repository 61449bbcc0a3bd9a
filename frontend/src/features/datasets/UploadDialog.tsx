import { Button, FileInput, Group, Modal, Progress, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useUploadDataset } from '@/api/datasets';
import { ApiError } from '@/api/http';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { datasetAddress } from './datasetAddress';
import { mentionsEncoding, rankEncodings } from './encodings';
import { texts } from './texts';

export function UploadDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Upload a text" lockScroll={false}>
      {/* Closing forgets the form: it is made anew at the next opening. */}
      {opened && <UploadForm />}
    </Modal>
  );
}

function UploadForm() {
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [format, setFormat] = useState('text');
  const [encoding, setEncoding] = useState<string | null>(null);
  const [sent, setSent] = useState(0);
  const upload = useUploadDataset();
  const navigate = useNavigate();
  const problem = upload.error instanceof ApiError ? upload.error.problem : null;
  const askEncoding = encoding !== null || mentionsEncoding(problem);

  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    if (!file) return;
    setSent(0);
    upload.mutate(
      { file, name, encoding, format, onProgress: setSent },
      { onSuccess: (dataset) => void navigate(datasetAddress(dataset)) },
    );
  };
  const choose = (chosen: File | null) => {
    upload.reset();
    setEncoding(null);
    setFile(chosen);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FileInput
          label="File"
          description="Plain text in UTF-8; other encodings are asked for when needed"
          placeholder="Choose a file"
          accept="text/*,.txt,.md,.csv,.json,.xml"
          required
          value={file}
          onChange={choose}
        />
        <Select
          label={texts.format}
          allowDeselect={false}
          data={Object.entries(texts.formats).map(([value, label]) => ({ value, label }))}
          value={format}
          onChange={(value) => value && setFormat(value)}
        />
        <TextInput
          label="Name"
          description="Submissions name the dataset by it"
          placeholder={file ? file.name.replace(/\.[^.]+$/, '') : 'From the name of the file'}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ProblemNotice error={upload.error} />
        {askEncoding && (
          <Select
            label="Read the file as"
            description="The text is kept as UTF-8"
            placeholder="Choose an encoding"
            data={rankEncodings(problem)}
            value={encoding}
            onChange={setEncoding}
          />
        )}
        {upload.isPending && (
          <div role="status">
            <Progress value={100 * sent} aria-label="Sent" mb={4} />
            {sent < 1 ? `${Math.floor(100 * sent)} % sent` : 'The server reads the text…'}
          </div>
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={!file} loading={upload.isPending}>
            {upload.isError ? 'Try again' : 'Upload'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
